"""Our shows within other sites' pages: who may have them there, how they are asked for, and who is let in there."""
