"""What web processes and pages agree on about chat."""
