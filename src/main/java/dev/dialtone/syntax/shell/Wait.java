package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;

/**
 * A server that a command waits for before it goes on: {@code wait-for-it db:5432}, {@code until
 * pg_isready -h db}.
 *
 * @param contact what is waited for
 * @param at the program that waits
 */
public record Wait(Contact contact, Text at) {}
