package dev.dialtone.model;

import dev.dialtone.source.Text;

/**
 * A server that a command waits for: {@code wait-for-it db:5432}, {@code until pg_isready -h db}.
 */
public record Wait(Text host, Text port, Text at) {}
