package org.arcoforge.inbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;

/**
 * An upload puts the files of a folder into an inbox: contents first, many at once, then one swap
 * of the manifest, so that all of them appear together. One that was stopped leaves nothing that
 * anybody sees, and the next one sends only what is missing.
 */
public final class Upload {
  private final ObjectStore store;
  private final String feedstock;
  private final Choices choices;
  private final int part;

  /**
   * These are the choices of who uploads.
   *
   * @param replace whether a name may get another content
   * @param checksum whether files whose size and time are those of the manifest are read too
   * @param threads files under way at once
   * @param dryRun whether nothing is sent
   */
  public record Choices(boolean replace, boolean checksum, int threads, boolean dryRun) {}

  /**
   * A result says what was done, or would be.
   *
   * @param sent names of files that the manifest has got
   * @param same files that it had already
   * @param bytesSent bytes that went over the wire
   * @param bytes of the files in {@code sent}
   * @param leftOut what of the folder is not uploaded, and why
   */
  public record Result(
      List<String> sent, long same, long bytesSent, long bytes, List<String> leftOut) {
    /** Copies the lists. */
    public Result {
      sent = List.copyOf(sent);
      leftOut = List.copyOf(leftOut);
    }
  }

  /** Is told how many of how many files are done. */
  public interface Progress {
    /** Takes the state. */
    void files(long done, long all);
  }

  /** Makes an upload into an inbox of one feedstock. */
  public Upload(ObjectStore store, String feedstock, Choices choices) {
    this(store, feedstock, choices, UploadSender.PART);
  }

  Upload(ObjectStore store, String feedstock, Choices choices, int part) {
    this.store = store;
    this.feedstock = feedstock;
    this.choices = choices;
    this.part = part;
  }

  /**
   * Uploads.
   *
   * @throws UploadException if a file cannot be read, changes meanwhile or has an impossible name,
   *     if another content has its name, or if the store has not what was sent; the manifest is
   *     then as it was
   * @throws IOException if the store fails
   */
  public Result run(Path folder, Progress progress) throws IOException {
    Inbox inbox = new Inbox(store);
    UploadScan scan = UploadScan.of(folder);
    Map<String, InboxFile> known = inbox.files();
    Map<String, String> digests = new ConcurrentHashMap<>();
    List<UploadFile> wanted = wanted(scan.files(), known, digests);
    long bytes = wanted.stream().mapToLong(UploadFile::size).sum();
    AtomicLong sent = new AtomicLong();
    if (!choices.dryRun() && !wanted.isEmpty()) {
      UploadSender sender = new UploadSender(store, part, left(), sent::addAndGet);
      AtomicLong done = new AtomicLong();
      List<InboxFile> made =
          each(
              wanted,
              file -> {
                String told = digests.get(file.name());
                String sha256 = told == null ? UploadSender.sha256(file) : told;
                InboxFile result = sender.send(file, sha256);
                progress.files(done.incrementAndGet(), wanted.size());
                return result;
              });
      inbox.add(feedstock, made, choices.replace());
    }
    return new Result(
        wanted.stream().map(UploadFile::name).toList(),
        scan.files().size() - wanted.size(),
        sent.get(),
        bytes,
        scan.leftOut());
  }

  /** The files that the manifest has not, in this content. */
  private List<UploadFile> wanted(
      List<UploadFile> files, Map<String, InboxFile> known, Map<String, String> digests)
      throws IOException {
    List<UploadFile> wanted = new ArrayList<>();
    List<String> conflicts = new ArrayList<>();
    for (UploadFile file : files) {
      InboxFile there = known.get(file.name());
      if (there == null) {
        wanted.add(file);
      } else if (!isKnown(file, there)) {
        String sha256 = UploadSender.sha256(file);
        if (!sha256.equals(there.sha256())) {
          digests.put(file.name(), sha256);
          wanted.add(file);
          conflicts.add(file.name());
        }
      }
    }
    if (!conflicts.isEmpty() && !choices.replace()) {
      throw Inbox.conflict(conflicts, store.location());
    }
    return wanted;
  }

  private boolean isKnown(UploadFile file, InboxFile there) {
    return !choices.checksum()
        && file.size() == there.size()
        && file.modified() == there.modified();
  }

  /** Keys of contents that are there, named by the manifest or not. */
  private Set<String> left() throws IOException {
    Set<String> keys = new HashSet<>();
    try (Stream<ObjectInfo> objects = store.list("files/")) {
      objects.forEach(info -> keys.add(info.key()));
    }
    return keys;
  }

  /** Work is done with one file. */
  private interface Work {
    InboxFile with(UploadFile file) throws IOException;
  }

  private List<InboxFile> each(List<UploadFile> files, Work work) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(choices.threads());
    try {
      List<Future<InboxFile>> futures =
          files.stream().map(file -> threads.submit(() -> work.with(file))).toList();
      List<InboxFile> results = new ArrayList<>();
      for (Future<InboxFile> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted; the manifest is as it was");
    } finally {
      stop(threads);
    }
  }

  /** What is under way ends before anybody is told that it failed. */
  private static void stop(ExecutorService threads) {
    threads.shutdownNow();
    try {
      while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
