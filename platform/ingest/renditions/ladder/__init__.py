"""Smaller pictures of a stream, made when somebody asks: one FFmpeg for all of them, and their parts made like the
source's. What is encoded here never keeps the source waiting."""
