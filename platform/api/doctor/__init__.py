"""`encryptedmedia doctor`: whether what the platform needs is there, each in words with what to do."""
