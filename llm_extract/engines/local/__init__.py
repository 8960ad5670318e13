"""The `local` engine: llama.cpp in this process, asked over a loopback port like any OpenAI-compatible endpoint."""
