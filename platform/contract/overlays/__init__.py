"""What web processes and overlay pages agree on."""
