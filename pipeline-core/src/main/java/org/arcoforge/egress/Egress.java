package org.arcoforge.egress;

import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;

/**
 * An egress policy says which hosts, and which addresses of them, a feedstock may reach. Public
 * addresses may be reached unless only some hosts are named; addresses inside a network (loopback,
 * private, link-local, unique-local, carrier-grade NAT, metadata, multicast, reserved, also carried
 * in IPv6 addresses) only where the bakery says so. Immutable.
 *
 * @param hosts that may be reached, {@code *.example.org} for all below a name; empty for all
 * @param inside names of hosts, and ranges of addresses, that may be inside a network
 * @param ownNetwork whether loopback and private addresses are allowed, as for who bakes what is
 *     theirs
 */
public record Egress(List<String> hosts, List<String> inside, boolean ownNetwork)
    implements Serializable {
  private static final String NAME =
      "(?i)(\\*\\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*";

  /** Copies the lists and checks what is in them. */
  public Egress {
    hosts = hosts.stream().map(Egress::plain).toList();
    inside = inside.stream().map(Egress::plain).toList();
    hosts.forEach(Egress::checkHost);
    inside.forEach(Egress::checkInside);
  }

  /** Returns the policy of who bakes what is theirs: loopback and private addresses too. */
  public static Egress own() {
    return new Egress(List.of(), List.of(), true);
  }

  /** Returns the policy of a bakery that says nothing: public addresses only. */
  public static Egress open() {
    return new Egress(List.of(), List.of(), false);
  }

  /**
   * Makes sure that a text may stand in {@code hosts}.
   *
   * @throws IllegalArgumentException with what is expected, if it may not
   */
  public static void checkHost(String text) {
    if (!text.matches(NAME) && !AddressRange.isAddress(text)) {
      throw new IllegalArgumentException(
          "expected the name of a host, as data.example.org or *.example.org, found '"
              + text
              + "'");
    }
  }

  /**
   * Makes sure that a text may stand in {@code inside}.
   *
   * @throws IllegalArgumentException with what is expected, if it may not
   */
  public static void checkInside(String text) {
    if (text.indexOf('/') >= 0 || AddressRange.isAddress(text)) {
      AddressRange.of(text);
    } else {
      checkHost(text);
    }
  }

  /**
   * Makes sure that a host may be asked at all, before its name is looked up.
   *
   * @throws EgressException if it may not
   */
  void check(String host) throws EgressException {
    String plain = plain(host);
    // Other spellings of addresses are read differently by different programs.
    if (plain.matches("(?i)(0x[0-9a-f]*|\\d+)(\\.(0x[0-9a-f]*|\\d+))*")
        && !AddressRange.isDotted(plain)) {
      throw new EgressException(
          "the host '" + host + "' is an address in an unusual spelling; write it as 192.0.2.1");
    }
    if (!hosts.isEmpty() && hosts.stream().noneMatch(h -> matches(h, plain))) {
      throw new EgressException(
          "the bakery's egress.allow_hosts ("
              + String.join(", ", hosts)
              + ") does not name the host "
              + plain
              + "; if feedstocks may reach it, its operator adds it there");
    }
  }

  /**
   * Makes sure that an address of a host may be dialled.
   *
   * @throws EgressException if it may not
   */
  void check(String host, InetAddress address) throws EgressException {
    AddressKind kind = AddressKind.of(address);
    if (kind == AddressKind.PUBLIC
        || (ownNetwork && isOwn(kind))
        || isNamed(plain(host), address)) {
      return;
    }
    String at = address.getHostAddress();
    String plain = plain(host);
    throw new EgressException(
        "the host "
            + plain
            + (plain.equals(at) ? "" : " has the address " + at + ", which")
            + " is "
            + kind.words()
            + ": feedstocks may reach public addresses only; to allow it, the bakery says egress:"
            + " {allow_private: ["
            + plain
            + "]}");
  }

  private static boolean isOwn(AddressKind kind) {
    return kind == AddressKind.LOOPBACK
        || kind == AddressKind.PRIVATE
        || kind == AddressKind.UNIQUE_LOCAL;
  }

  private boolean isNamed(String host, InetAddress address) {
    byte[] bytes = address.getAddress();
    InetAddress carried = AddressKind.carried(bytes);
    for (String entry : inside) {
      boolean range = entry.indexOf('/') >= 0 || AddressRange.isAddress(entry);
      if (range
          ? AddressRange.of(entry).contains(bytes)
              || (carried != null && AddressRange.of(entry).contains(carried.getAddress()))
          : matches(entry, host)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether an entry of a list of hosts, as {@code *.example.org}, names a host. */
  public static boolean isNamed(String entry, String host) {
    return matches(entry.toLowerCase(Locale.ROOT), plain(host));
  }

  private static boolean matches(String entry, String host) {
    return entry.startsWith("*.")
        ? host.endsWith(entry.substring(1)) && host.length() > entry.length() - 1
        : host.equals(entry);
  }

  /** Small letters, without the brackets of IPv6 and the dot of the root. */
  static String plain(String host) {
    String plain = host.toLowerCase(Locale.ROOT);
    if (plain.startsWith("[") && plain.endsWith("]")) {
      plain = plain.substring(1, plain.length() - 1);
    }
    return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
  }

  /**
   * This exception says that a feedstock would reach what its bakery does not allow. No connection
   * was made. It is one of names that are not known, for that is how a client takes an answer that
   * there is no address to dial.
   */
  public static final class EgressException extends UnknownHostException implements Fault {
    private static final long serialVersionUID = 1L;

    EgressException(String message) {
      super(message);
    }

    /** Returns that the feedstock asks for what it may not have. */
    @Override
    public Blame blame() {
      return Blame.RECIPE;
    }

    @Override
    public boolean mayPass() {
      return false;
    }
  }
}
