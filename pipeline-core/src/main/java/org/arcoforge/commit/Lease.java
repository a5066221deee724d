package org.arcoforge.commit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * A lease is the right to bake one recipe: an object with an expiry, taken and renewed under a
 * generation match. A lease whose time has run out, or whose process on this machine is gone, may
 * be taken over. Not safe for several threads.
 */
public final class Lease {
  /** How long a lease holds without being renewed; renew at a third of it. */
  public static final Duration TERM = Duration.ofSeconds(90);

  static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectStore store;
  private final String key;
  private final Holder holder;
  private final Clock clock;
  private long generation;

  /**
   * A holder is what the lease object says of who has it, since when and until when.
   *
   * @param machine the space in which {@code pid} tells processes apart; null or empty if unknown
   * @param user null where the lease was taken by a software that did not say
   * @param since milliseconds since 1970; 0 where it was not said
   * @param expires milliseconds since 1970
   * @param sequence the how-manieth holder
   * @param job whose workers hold it together; null where one process does
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Holder(
      String run,
      String host,
      @Nullable String machine,
      @Nullable String user,
      long pid,
      long since,
      long expires,
      long sequence,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String job) {
    Holder until(long time) {
      return new Holder(run, host, machine, user, pid, since, time, sequence, job);
    }

    /** Of workers that come and go: no process is looked for, only the time counts. */
    static Holder ofJob(RunId run, String job, long since, long sequence) {
      return new Holder(
          run.value(), Lease.host(), "", UserName.ofProcess(), 0, since, 0, sequence, job);
    }

    /** Says who has the lease, and since when. */
    String words() {
      return "run "
          + run
          + (user == null || user.isEmpty() ? "" : " of " + user)
          + (job == null ? " on " + host + " (process " + pid + ")" : " as job " + job)
          + (since > 0 ? ", since " + Instant.ofEpochMilli(since) : "");
    }
  }

  private Lease(ObjectStore store, String key, Holder holder, Clock clock) {
    this.store = store;
    this.key = key;
    this.holder = holder;
    this.clock = clock;
  }

  /**
   * Takes the lease.
   *
   * @throws LeaseHeldException if another run holds it; the message says which, where and until
   *     when
   */
  public static Lease acquire(ObjectStore store, String key, RunId run, Clock clock)
      throws IOException {
    return take(store, key, run, clock, look(store, key));
  }

  /**
   * Takes the lease as the other method does, for who has looked at it a while ago: it is looked at
   * again only if it was held then, or has changed.
   */
  public static Lease acquire(ObjectStore store, String key, RunId run, Clock clock, Sight before)
      throws IOException {
    try {
      return take(store, key, run, clock, before);
    } catch (LeaseHeldException e) {
      return acquire(store, key, run, clock);
    }
  }

  /** A sight is what was seen of a lease. */
  public static final class Sight {
    /** Nobody has looked: it may be that there never was such a lease. */
    public static final Sight NONE = new Sight(0, null);

    private final long generation;
    private final @Nullable Holder holder;

    private Sight(long generation, @Nullable Holder holder) {
      this.generation = generation;
      this.holder = holder;
    }
  }

  /** Looks at a lease without taking it. */
  public static Sight look(ObjectStore store, String key) throws IOException {
    Optional<ObjectInfo> there = store.stat(key);
    return there.isPresent() ? new Sight(there.get().generation(), read(store, key)) : Sight.NONE;
  }

  private static Lease take(ObjectStore store, String key, RunId run, Clock clock, Sight seen)
      throws IOException {
    Holder other = seen.holder;
    if (other != null && other.expires() > clock.millis() && isAlive(other)) {
      throw held(store.url(key), other);
    }
    long pid = ProcessHandle.current().pid();
    Holder me =
        new Holder(
            run.value(),
            host(),
            machine(),
            UserName.ofProcess(),
            pid,
            clock.millis(),
            0,
            other == null ? 1 : other.sequence() + 1,
            null);
    Lease lease = new Lease(store, key, me, clock);
    lease.generation = seen.generation;
    lease.write(TERM);
    return lease;
  }

  /**
   * Returns the how-manieth holder of the lease this is, from 1: who took the lease later has a
   * greater number, whatever the clocks said.
   */
  public long sequence() {
    return holder.sequence();
  }

  /**
   * Holds the lease for another {@link #TERM}.
   *
   * @throws LeaseHeldException if it was taken over: stop writing
   */
  public void renew() throws IOException {
    write(TERM);
  }

  /** Gives the lease back. */
  public void release() throws IOException {
    write(Duration.ZERO);
  }

  private void write(Duration term) throws IOException {
    Holder now = holder.until(clock.millis() + term.toMillis());
    try {
      generation = store.replace(key, JSON.writeValueAsBytes(now), generation).generation();
    } catch (GenerationMismatchException e) {
      throw held(store.url(key), read(store, key));
    }
  }

  static LeaseHeldException held(String url, Holder other) {
    return new LeaseHeldException(
        "another bake of this recipe is under way: "
            + other.words()
            + ", holds "
            + url
            + " until "
            + Instant.ofEpochMilli(other.expires())
            + ", and renews it while it runs; wait for it, or stop it. If it is dead, the next bake"
            + " takes the lease over after that time");
  }

  /** On this machine a process that is gone cannot come back; of others only their expiry tells. */
  static boolean isAlive(Holder other) {
    String machine = machine();
    return machine.isEmpty()
        || !machine.equals(other.machine())
        || ProcessHandle.of(other.pid()).map(ProcessHandle::isAlive).orElse(false);
  }

  static Holder read(ObjectStore store, String key) throws IOException {
    return read(store.url(key), store.read(key));
  }

  static Holder read(String url, byte[] document) throws IOException {
    String problem;
    try {
      Holder holder = JSON.readValue(document, Holder.class);
      if (holder != null) {
        return holder;
      }
      problem = "there is nothing in it";
    } catch (JsonProcessingException e) {
      problem = FailureWords.withoutClasses(e.getOriginalMessage());
    }
    throw LeaseHeldException.unreadable(
        url + " is no lease: " + problem + "; if no bake of this recipe is under way, delete it");
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /**
   * Names the space in which process ids tell processes apart; empty if that is unknown. Containers
   * may share a host's name, or its kernel, and yet not see each other's processes.
   */
  private static String machine() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      String host = host();
      return host.equals("unknown") || host.equals("localhost") ? "" : host;
    }
  }
}
