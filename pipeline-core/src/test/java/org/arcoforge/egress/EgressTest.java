package org.arcoforge.egress;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.arcoforge.egress.Egress.EgressException;
import org.junit.jupiter.api.Test;

class EgressTest {
  private static AddressKind kind(String address) throws UnknownHostException {
    return AddressKind.of(InetAddress.getByName(address));
  }

  @Test
  void addressesAreOfTheKindThatIanaSays() throws UnknownHostException {
    Map<String, AddressKind> kinds =
        Map.ofEntries(
            Map.entry("1.1.1.1", AddressKind.PUBLIC),
            Map.entry("172.15.255.255", AddressKind.PUBLIC),
            Map.entry("172.16.0.0", AddressKind.PRIVATE),
            Map.entry("172.31.255.255", AddressKind.PRIVATE),
            Map.entry("172.32.0.0", AddressKind.PUBLIC),
            Map.entry("100.63.255.255", AddressKind.PUBLIC),
            Map.entry("100.127.255.255", AddressKind.SHARED),
            Map.entry("100.128.0.0", AddressKind.PUBLIC),
            Map.entry("127.255.255.254", AddressKind.LOOPBACK),
            Map.entry("0.1.2.3", AddressKind.UNSPECIFIED),
            Map.entry("169.254.169.254", AddressKind.LINK_LOCAL),
            Map.entry("168.63.129.16", AddressKind.METADATA),
            Map.entry("224.0.0.1", AddressKind.MULTICAST),
            Map.entry("255.255.255.255", AddressKind.RESERVED),
            Map.entry("::1", AddressKind.LOOPBACK),
            Map.entry("fd12::1", AddressKind.UNIQUE_LOCAL),
            Map.entry("febf::1", AddressKind.LINK_LOCAL),
            Map.entry("2001:4860:4860::8888", AddressKind.PUBLIC),
            Map.entry("2001:db8::1", AddressKind.RESERVED),
            Map.entry("4000::1", AddressKind.RESERVED),
            Map.entry("64:ff9b::7f00:1", AddressKind.LOOPBACK),
            Map.entry("2002:0a00:0001::", AddressKind.PRIVATE),
            Map.entry("2001:0:0:0:0:0:80ff:fffe", AddressKind.LOOPBACK),
            Map.entry("2600::5efe:10.0.0.1", AddressKind.PRIVATE));
    for (Map.Entry<String, AddressKind> e : kinds.entrySet()) {
      assertEquals(e.getValue(), kind(e.getKey()), e.getKey());
    }
  }

  @Test
  void onlyNamedHostsAreReachedWhereSomeAreNamed() {
    Egress egress = new Egress(List.of("*.noaa.gov", "Data.Example.Org."), List.of(), false);
    assertDoesNotThrow(() -> egress.check("www.ncei.noaa.gov"));
    assertDoesNotThrow(() -> egress.check("data.example.org."));
    for (String other : List.of("noaa.gov", "evilnoaa.gov", "noaa.gov.evil.org", "example.org")) {
      EgressException e = assertThrows(EgressException.class, () -> egress.check(other), other);
      assertTrue(e.toString().contains("egress.allow_hosts"), e.toString());
    }
  }

  @Test
  void whatTheBakeryNamesMayBeInside() throws UnknownHostException {
    Egress egress = new Egress(List.of(), List.of("thredds.lan", "10.1.0.0/16", "fd00::/8"), false);
    InetAddress inside = InetAddress.getByName("192.168.1.7");
    assertDoesNotThrow(() -> egress.check("THREDDS.lan.", inside));
    assertThrows(EgressException.class, () -> egress.check("other.lan", inside));
    assertDoesNotThrow(() -> egress.check("a", InetAddress.getByName("10.1.255.1")));
    assertThrows(EgressException.class, () -> egress.check("a", InetAddress.getByName("10.2.0.1")));
    assertDoesNotThrow(() -> egress.check("a", InetAddress.getByName("64:ff9b::10.1.2.3")));
    EgressException e =
        assertThrows(
            EgressException.class,
            () -> Egress.own().check("m", InetAddress.getByName("169.254.169.254")));
    assertTrue(e.toString().contains("allow_private: [m]"), e.toString());
    assertDoesNotThrow(() -> Egress.own().check("m", InetAddress.getByName("10.0.0.1")));
  }

  @Test
  void whatIsNoHostAndNoRangeIsRefusedWithWhatIsExpected() {
    for (String bad : List.of("10.0.0.0/33", "10.0.0/8", "a b", "http://x", "", "/8", "::/129")) {
      assertThrows(IllegalArgumentException.class, () -> Egress.checkInside(bad), bad);
    }
  }
}
