"""Hours of fragments as one MP4 file with its index first, of which any range of bytes can be told without making it.

Pure: boxes in, boxes out (ISO/IEC 14496-12). Knows no network, no files and no HTTP.
"""
