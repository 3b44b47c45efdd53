"""Every show is kept: what fans get is written to the store as it comes, and served again from there.

The live part knows nothing of it but a tap. What is here may be slow, fail or be killed.
"""
