package dev.dialtone.syntax.address;

import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The parts of one address while they are being found; absent ones stay empty. */
final class Draft {
  /** Names under which connection strings give the user. */
  private static final Set<String> USER =
      Set.of("user", "userid", "user id", "uid", "username", "user name");

  /** Names under which connection strings give the password. */
  private static final Set<String> PASSWORD = Set.of("password", "pwd", "pass");

  /** Names under which connection strings give the database. */
  private static final Set<String> DATABASE =
      Set.of("dbname", "database", "databasename", "initial catalog", "db");

  final Address.Form form;
  Text scheme;
  Text user;
  Text password;
  Text path;
  Text socket;
  final List<Endpoint> endpoints = new ArrayList<>();
  final List<Address.Option> options = new ArrayList<>();

  Draft(Address.Form form, Text value) {
    Text nothing = value.slice(0, 0);
    this.form = form;
    this.scheme = nothing;
    this.user = nothing;
    this.password = nothing;
    this.path = nothing;
    this.socket = nothing;
  }

  /** A host and a port, and the stretch that holds both. */
  record Endpoint(Text host, Text port, Text whole) {
    /** A host whose port is not written with it: the port's place is behind the host. */
    static Endpoint of(Text host) {
      return new Endpoint(host, host.slice(host.length()), host);
    }

    /** The same host with a port that is written elsewhere. */
    Endpoint with(Text otherPort) {
      return new Endpoint(host, otherPort, whole);
    }
  }

  /** Takes user, password and database from the options, where they are not given otherwise. */
  void adoptNamedParts() {
    for (Address.Option option : options) {
      String name = option.name().chars().toLowerCase(Locale.ROOT);
      if (user.isEmpty() && USER.contains(name)) {
        user = option.value();
      } else if (password.isEmpty() && PASSWORD.contains(name)) {
        password = option.value();
      } else if (path.isEmpty() && DATABASE.contains(name)) {
        path = option.value();
      }
    }
  }

  /** One address per endpoint. */
  List<Address> addresses() {
    List<Address> addresses = new ArrayList<>();
    for (Endpoint at : endpoints) {
      addresses.add(
          new Address(
              form,
              scheme,
              user,
              password,
              at.host(),
              at.port(),
              at.whole(),
              path,
              socket,
              options));
    }
    return addresses;
  }

  /** The one address that leads to a unix socket. */
  List<Address> socketAddress(Text path) {
    socket = path;
    endpoints.clear();
    endpoints.add(Endpoint.of(path.slice(0, 0)));
    return addresses();
  }
}
