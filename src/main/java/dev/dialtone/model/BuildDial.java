package dev.dialtone.model;

import dev.dialtone.source.Text;

/**
 * An address that a command connects to while an image is built.
 *
 * @param dial whom, for the service whose image it is
 * @param command the program that connects, or the words by which it is told to
 * @param at the place to point at: the host where the command names it, else the command
 */
public record BuildDial(Dial dial, Text command, Text at) {}
