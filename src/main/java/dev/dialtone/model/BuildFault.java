package dev.dialtone.model;

/**
 * A command that fails, and with it the build, because it connects to a service of the project.
 *
 * @param server the service that the name belongs to once it runs
 */
public record BuildFault(BuildDial dial, ServiceName server) {}
