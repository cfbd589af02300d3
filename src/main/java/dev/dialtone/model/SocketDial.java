package dev.dialtone.model;

import dev.dialtone.source.Text;

/**
 * A unix socket that a process is told to connect to.
 *
 * @param from the service whose process dials
 * @param path the absolute path, as that process sees it: of the socket, or of the folder it is in
 * @param scheme the URL's scheme or the name of what is spoken; empty if nothing tells
 * @param kind what kind of server is meant
 * @param confidence how sure it is that the socket is dialled
 */
public record SocketDial(
    ServiceName from, Text path, String scheme, ServiceKind kind, Confidence confidence) {}
