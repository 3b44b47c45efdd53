"""The database itself: connections, migrations, versions, and what is cleared away."""
