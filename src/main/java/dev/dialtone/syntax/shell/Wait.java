package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;

/**
 * A server that a command waits for before it goes on: {@code wait-for-it db:5432}, {@code until
 * pg_isready -h db}.
 *
 * @param contact what is waited for
 * @param at the program that waits
 * @param decisive whether the command fails, or never ends, unless the server answers
 */
public record Wait(Contact contact, Text at, boolean decisive) {}
