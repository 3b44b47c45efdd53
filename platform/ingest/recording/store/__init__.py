"""The bucket that recordings go to, where RECORDING_STORE is one. Everything is on this node's disk first: nothing
here is ever waited for by what is live or what is recorded."""
