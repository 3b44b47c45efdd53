"""What an account's mailbox is for: letters with links in them, to confirm an address or choose a new password."""
