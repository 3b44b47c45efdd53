"""Artists' tokens as REST shows them: what is asked for, what is answered, files of many lines."""
