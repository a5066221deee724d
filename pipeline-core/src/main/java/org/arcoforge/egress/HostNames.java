package org.arcoforge.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Host names are looked up by this: the system's resolver, or a test's. */
public interface HostNames {
  /**
   * Returns the addresses of a host, at least one.
   *
   * @param host a name, or an address, without brackets
   */
  InetAddress[] addresses(String host) throws UnknownHostException;

  /** Returns the names as the operating system knows them. */
  static HostNames ofSystem() {
    return InetAddress::getAllByName;
  }
}
