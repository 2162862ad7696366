package io.resail.client;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;

/// Where a server listens, read from `HOST:PORT` or, for an IPv6 address, `[HOST]:PORT`.
record ServerAddress(String host, int port) {
  static ServerAddress of(String text) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, Math.max(0, colon));
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (host.isBlank() || (host.contains(":") && !bracketed)) {
      throw wrong(text);
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port < 1 || port > 0xffff) {
        throw wrong(text);
      }
      return new ServerAddress(bracketed ? host.substring(1, host.length() - 1) : host, port);
    } catch (NumberFormatException e) {
      throw wrong(text);
    }
  }

  private static FaultException wrong(String text) {
    return new FaultException(
        Fault.WRONG_INPUT,
        "server",
        "server '" + text + "': need HOST:PORT with a port of 1 to 65535, such as localhost:7070");
  }
}
