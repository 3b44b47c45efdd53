"""What mails and notices say: a file for each language."""
