"""Ways to sign in besides the password: passkeys, an identity provider. What is kept of them is in the catalog."""
