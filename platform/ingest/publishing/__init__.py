"""Publishers: who publishes on this node, from admission to end."""
