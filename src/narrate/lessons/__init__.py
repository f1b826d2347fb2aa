"""What is known about the files that somebody is working on: lessons, how-tos, decisions and open probes."""
