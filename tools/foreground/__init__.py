"""What `make run` does with the Procfile's processes: start, follow, announce, end. It knows the settings,
and nothing of what the processes do."""
