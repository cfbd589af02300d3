package dev.dialtone.syntax.literal;

import dev.dialtone.source.Text;

/**
 * A value that a file gives a name.
 *
 * @param name its full name, parts joined with dots, list places as {@code [0]}
 * @param at the last part of the name as it is written
 * @param value the value, quotes taken off; empty for a section of JavaScript; {@code
 *     ${NAME:-default}} where an environment variable is read; a hole where the file works it out
 */
public record Literal(String name, Text at, Text value) {}
