package org.arcoforge.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An address range is all addresses that begin with the same bits, written {@code 10.0.0.0/8}
 * (CIDR, RFC 4632). Immutable.
 */
final class AddressRange {
  private final byte[] first;
  private final int bits;

  private AddressRange(byte[] first, int bits) {
    this.first = first;
    this.bits = bits;
  }

  /**
   * Returns the range that a text names; an address alone is a range of one.
   *
   * @throws IllegalArgumentException if it names none
   */
  static AddressRange of(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    String length = slash < 0 ? "" : text.substring(slash + 1);
    if (!isAddress(address) || (slash >= 0 && !length.matches("\\d{1,3}"))) {
      throw new IllegalArgumentException(
          "expected a range of addresses as 10.0.0.0/8 or fd00::/8, found '" + text + "'");
    }
    try {
      InetAddress parsed = InetAddress.getByName(address); // digits only: no name is looked up
      byte[] bytes = parsed.getAddress();
      if (address.indexOf(':') >= 0 && bytes.length == 4) { // the JDK unpacks mapped addresses
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        System.arraycopy(bytes, 0, mapped, 12, 4);
        bytes = mapped;
      }
      int bits = length.isEmpty() ? 8 * bytes.length : Integer.parseInt(length);
      if (bits > 8 * bytes.length) {
        throw new IllegalArgumentException(
            "expected at most " + 8 * bytes.length + " bits after '/', found '" + text + "'");
      }
      return new AddressRange(bytes, bits);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("'" + text + "' is no address", e);
    }
  }

  /** Returns whether a text is an address in the one spelling of its kind, and no name. */
  static boolean isAddress(String text) {
    return text.matches("[0-9a-fA-F:]*:[0-9a-fA-F:.]*") || isDotted(text);
  }

  /** Four decimal numbers without leading zeros. */
  static boolean isDotted(String text) {
    String number = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    return text.matches(number + "(\\." + number + "){3}");
  }

  /** Returns whether an address, of 4 or 16 bytes, is in it. */
  boolean contains(byte[] address) {
    if (address.length != first.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % 8);
      if ((address[i / 8] & mask) != (first[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
