"""The way to web: callbacks, the spool in which they wait, the reports and what they answer."""
