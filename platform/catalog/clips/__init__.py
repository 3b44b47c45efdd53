"""Clips: parts of recordings that artists and fans have cut out. Two numbers; the bytes are the recording's."""
