package org.arcoforge.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of address says who can be behind it, after the special-purpose registries of IANA (RFC
 * 6890 and its updates). An IPv6 address that carries an IPv4 address is what that one is.
 */
enum AddressKind {
  PUBLIC("public"),
  LOOPBACK("loopback", "127.0.0.0/8", "::1/128"),
  UNSPECIFIED("unspecified", "0.0.0.0/8", "::/128"),
  PRIVATE("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
  UNIQUE_LOCAL("unique-local", "fc00::/7"),
  LINK_LOCAL("link-local", "169.254.0.0/16", "fe80::/10"),
  SHARED("carrier-grade NAT", "100.64.0.0/10"),
  METADATA("metadata", "168.63.129.16/32", "fd00:ec2::/32", "fd20:ce::/32"),
  MULTICAST("multicast", "224.0.0.0/4", "ff00::/8"),
  RESERVED(
      "reserved",
      "192.0.0.0/24",
      "192.0.2.0/24",
      "192.88.99.0/24",
      "198.18.0.0/15",
      "198.51.100.0/24",
      "203.0.113.0/24",
      "240.0.0.0/4",
      "100::/64",
      "2001:db8::/32",
      "3fff::/20",
      "64:ff9b:1::/48",
      "fec0::/10");

  /** Narrower than the kinds that they lie in, and looked at first. */
  private static final List<AddressKind> ORDER =
      List.of(
          METADATA,
          LOOPBACK,
          UNSPECIFIED,
          PRIVATE,
          UNIQUE_LOCAL,
          LINK_LOCAL,
          SHARED,
          MULTICAST,
          RESERVED);

  private static final AddressRange GLOBAL_UNICAST = AddressRange.of("2000::/3");
  private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");
  private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");
  private static final AddressRange TEREDO = AddressRange.of("2001::/32");
  private static final AddressRange MAPPED = AddressRange.of("::ffff:0:0/96");
  private static final AddressRange TRANSLATED = AddressRange.of("::ffff:0:0:0/96");
  private static final AddressRange COMPATIBLE = AddressRange.of("::/96");

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // a list that cannot change, of what cannot change
  private final List<AddressRange> ranges;

  AddressKind(String words, String... ranges) {
    this.words = words;
    this.ranges = Arrays.stream(ranges).map(AddressRange::of).toList();
  }

  /** Returns the kind in words: {@code link-local}. */
  String words() {
    return words;
  }

  /** Returns the kind of an address. */
  static AddressKind of(InetAddress address) {
    byte[] bytes = address.getAddress();
    for (AddressKind kind : ORDER) {
      if (kind.ranges.stream().anyMatch(r -> r.contains(bytes))) {
        return kind;
      }
    }
    InetAddress carried = carried(bytes);
    if (carried != null) {
      return of(carried);
    }
    return address instanceof Inet4Address || GLOBAL_UNICAST.contains(bytes) ? PUBLIC : RESERVED;
  }

  /** The IPv4 address that packets to an IPv6 address may come out at; null if there is none. */
  static @Nullable InetAddress carried(byte[] bytes) {
    if (bytes.length != 16) {
      return null;
    }
    boolean isatap =
        (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
    if (SIX_TO_FOUR.contains(bytes)) {
      return ipv4(bytes, 2, 0);
    } else if (TEREDO.contains(bytes)) {
      return ipv4(bytes, 12, 0xff); // the client's, inverted
    } else if (NAT64.contains(bytes)
        || MAPPED.contains(bytes)
        || TRANSLATED.contains(bytes)
        || COMPATIBLE.contains(bytes)
        || isatap) {
      return ipv4(bytes, 12, 0);
    }
    return null;
  }

  private static InetAddress ipv4(byte[] bytes, int from, int flip) {
    byte[] four = new byte[4];
    for (int i = 0; i < 4; i++) {
      four[i] = (byte) (bytes[from + i] ^ flip);
    }
    try {
      return InetAddress.getByAddress(four);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
