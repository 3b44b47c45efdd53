"""What the routes of accounts share: signing in, and asking once more who it is. The routes are in `blueprints`."""
