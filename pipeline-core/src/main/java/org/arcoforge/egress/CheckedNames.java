package org.arcoforge.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.DnsResolver;
import org.arcoforge.egress.Dialer.HostNames;

/**
 * Looks names up for a client and checks every address: what the client dials is what was checked,
 * for it asks nobody else.
 */
final class CheckedNames implements DnsResolver {
  private final Egress egress;
  private final HostNames names;

  /** Proxies that the operator has set: they are inside most networks. */
  private final Set<String> proxies = ConcurrentHashMap.newKeySet();

  CheckedNames(Egress egress, HostNames names) {
    this.egress = egress;
    this.names = names;
  }

  void trust(String proxy) {
    proxies.add(Egress.plain(proxy));
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    if (proxies.contains(Egress.plain(host))) {
      return names.addresses(host);
    }
    egress.check(host);
    InetAddress[] found = names.addresses(Egress.plain(host));
    for (InetAddress address : found) {
      egress.check(host, address);
    }
    return found;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
