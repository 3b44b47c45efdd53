"""What a page says before any script of it runs: to other sites, search engines, and readers without scripts."""
