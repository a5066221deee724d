package org.arcoforge.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.arcoforge.SourceTree;
import org.junit.jupiter.api.Test;

/** Hosts that feedstocks name are reached, as long as their addresses are public. */
class FeedstockHostsTest {
  private static final Pattern HOST = Pattern.compile("https?://([A-Za-z0-9.-]+)");

  /** Addresses of providers of the open internet, of both kinds, and through NAT64. */
  private static final List<String> PUBLIC =
      List.of("8.8.8.8", "140.90.101.79", "2620:0:2d0:200::8", "2600:9000::1", "64:ff9b::808:808");

  private static Set<String> hosts() throws IOException {
    Set<String> hosts = new TreeSet<>();
    Path root = SourceTree.repository();
    for (String folder : List.of("feedstocks", "recipes/src/main")) {
      try (Stream<Path> files = Files.walk(root.resolve(folder))) {
        for (Path file : files.filter(f -> f.toString().matches(".*\\.(yaml|java)")).toList()) {
          Matcher m = HOST.matcher(Files.readString(file));
          while (m.find()) {
            hosts.add(m.group(1));
          }
        }
      }
    }
    return hosts;
  }

  @Test
  void noneOfThemIsRefused() throws IOException {
    List<String> refused = new ArrayList<>();
    Set<String> hosts = hosts();
    assertTrue(hosts.size() > 5, hosts.toString());
    for (String address : PUBLIC) {
      CheckedNames names =
          new CheckedNames(Egress.open(), h -> new InetAddress[] {InetAddress.getByName(address)});
      for (String host : hosts) {
        try {
          assertEquals(1, names.resolve(host).length);
        } catch (UnknownHostException e) {
          refused.add(host + " at " + address + ": " + e.toString());
        }
      }
    }
    assertEquals(List.of(), refused);
  }
}
