package org.arcoforge.source;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.arcoforge.source.SourceOpener.FetchCounts;
import org.arcoforge.store.ObjectStores;

/**
 * A fetch tally counts the requests of an opener to hosts as they are made, whoever makes them.
 * Safe for many threads.
 */
final class FetchTally implements ObjectStores.Watch {
  /** Hosts that are told apart; all further ones are counted together. */
  static final int MOST = 100;

  private static final String FURTHER = "further hosts";

  private final Map<String, Long> requests = new HashMap<>();
  private final Map<String, Map<String, Long>> retries = new HashMap<>();

  /** Counts a request. */
  synchronized void request(String host) {
    requests.merge(name(host), 1L, Long::sum);
  }

  /** Counts that a request is about to be made again, because of such a failure. */
  synchronized void retry(String host, String kind) {
    retries.computeIfAbsent(name(host), h -> new HashMap<>()).merge(kind, 1L, Long::sum);
  }

  @Override
  public void request(URI address) {
    request(host(address));
  }

  @Override
  public void again(URI address, int status, Throwable failure) {
    boolean answered = status >= 300;
    retry(host(address), answered ? Integer.toString(status) : TransientFailure.kind(failure));
  }

  /** Returns how a host is named: with the port where the URL has one. */
  static String host(URI address) {
    return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
  }

  private String name(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return requests.size() < MOST || requests.containsKey(name) ? name : FURTHER;
  }

  /** Returns what was counted since this was asked before. */
  synchronized FetchCounts take() {
    FetchCounts all = FetchCounts.none();
    for (Map.Entry<String, Long> e : requests.entrySet()) {
      all = all.plus(of(e.getKey(), e.getValue(), Map.of()));
    }
    for (Map.Entry<String, Map<String, Long>> e : retries.entrySet()) {
      all = all.plus(of(e.getKey(), 0, e.getValue()));
    }
    requests.clear();
    retries.clear();
    return all;
  }

  private static FetchCounts of(String host, long requests, Map<String, Long> retries) {
    return new FetchCounts(Map.of(host, new FetchCounts.OfHost(requests, retries)));
  }
}
