"""Who publishes, who is lost, and who must stop."""
