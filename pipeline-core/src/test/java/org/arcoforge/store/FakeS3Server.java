package org.arcoforge.store;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks what the stores say of S3, path style: objects whole and by ranges, with
 * metadata, checksums and conditions, copies, listings of version 2, deletes. It wants a signature
 * of its access key, but does not compute it. Buckets exist as soon as they are named, unless they
 * were removed. Faults are scripted.
 */
public final class FakeS3Server implements BucketServer {
  private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  /** As the build sets it for the JVMs of tests. */
  private static final String ACCESS_KEY = "a-key-of-the-tests";

  /** What the server does not do as Amazon S3 does. */
  public enum Lack {
    /** {@code If-None-Match} of uploads is ignored. */
    IF_NONE_MATCH,
    /** {@code If-Match} of uploads is ignored. */
    IF_MATCH,
    /** Conditions of copies are ignored. */
    COPY_CONDITIONS,
    /** Conditions are answered by 501. */
    NO_CONDITIONS_AT_ALL,
    /** CRC-32C is neither checked nor told. */
    CRC32C,
    /** What is there may not be written again: answered by 403. */
    OVERWRITING,
    /** Nothing may be written. */
    WRITING
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final FakeS3Objects objects = new FakeS3Objects();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final Queue<S3Error> errors = new ConcurrentLinkedQueue<>();
  private final Set<Lack> lacks = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile int pageSize = 1000;
  private volatile String accessKey = ACCESS_KEY;
  private final Set<String> payers = ConcurrentHashMap.newKeySet();

  /** Wants another access key than that of the tests. */
  public FakeS3Server accept(String key) {
    accessKey = key;
    return this;
  }

  /** Who paid for the requests so far, as they said; empty for who said nothing. */
  public Set<String> payers() {
    return payers;
  }

  /** Starts on a free port of the loopback interface; clients of this process have its key. */
  public FakeS3Server() throws IOException {
    this(0);
  }

  private FakeS3Server(int port) throws IOException {
    server = bound(port);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What a service heeds is known by its address: none is another service's later on. */
  private static HttpServer bound(int port) throws IOException {
    while (true) {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      if (port != 0 || PORTS.add(made.getAddress().getPort())) {
        return made;
      }
      made.stop(0);
    }
  }

  /** Runs until it is killed: on the port that is the first argument. */
  public static void main(String[] args) throws IOException {
    System.out.println(new FakeS3Server(Integer.parseInt(args[0])).endpoint());
  }

  @Override
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public FakeS3Server next(Fault... these) {
    faults.addAll(Arrays.asList(these));
    return this;
  }

  /** The next request is answered by that error. */
  FakeS3Server next(S3Error error) {
    errors.add(error);
    return this;
  }

  /** The server cannot do that. */
  public FakeS3Server lacking(Lack... these) {
    lacks.addAll(List.of(these));
    return this;
  }

  @Override
  public FakeS3Server without(String bucket) {
    objects.remove(bucket);
    return this;
  }

  @Override
  public FakeS3Server pageSize(int entries) {
    pageSize = entries;
    return this;
  }

  @Override
  public int requests() {
    return requests.get();
  }

  private boolean lacks(Lack lack) {
    return lacks.contains(lack);
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    Fault fault = faults.poll();
    fault = fault == null ? Fault.NONE : fault;
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      try {
        S3Error error = errors.poll();
        if (error != null) {
          throw error;
        }
        switch (fault) {
          case UNAVAILABLE -> throw new S3Error(503, "ServiceUnavailable", "come again");
          case TOO_MANY -> throw new S3Error(503, "SlowDown", "Please reduce your request rate.");
          case FORBIDDEN -> throw new S3Error(403, "AccessDenied", "Access Denied");
          case SLOW -> BucketAnswers.pause();
          default -> {}
        }
        route(exchange, body, fault);
      } catch (S3Error e) {
        e.headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        BucketAnswers.send(
            exchange, e.status, e.xml().getBytes(StandardCharsets.UTF_8), Fault.NONE);
      }
    }
  }

  private void checkSigned(Headers headers) {
    payers.add(
        headers.containsKey("x-amz-request-payer") ? headers.getFirst("x-amz-request-payer") : "");
    String signed = headers.getFirst("Authorization");
    if (signed == null) {
      throw new S3Error(403, "AccessDenied", "Access Denied");
    }
    if (!signed.startsWith("AWS4-HMAC-SHA256 Credential=" + accessKey + "/")) {
      throw new S3Error(
          403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist.");
    }
  }

  private void route(HttpExchange exchange, byte[] body, Fault fault) throws IOException {
    checkSigned(exchange.getRequestHeaders());
    String path = exchange.getRequestURI().getRawPath().substring(1);
    int slash = path.indexOf('/');
    String bucket = slash < 0 ? path : path.substring(0, slash);
    String key = slash < 0 ? "" : GcsRequests.decode(path.substring(slash + 1));
    Map<String, String> query = GcsRequests.query(exchange);
    String method = exchange.getRequestMethod();
    if (key.isEmpty()) {
      list(exchange, bucket, query, fault);
      return;
    }
    switch (method) {
      case "GET", "HEAD" -> get(exchange, objects.get(bucket, key), fault);
      case "PUT" -> put(exchange, bucket, key, body, fault);
      case "DELETE" -> {
        objects.delete(bucket, key);
        done(exchange, fault, 204, "");
      }
      default -> throw new S3Error(405, "MethodNotAllowed", method);
    }
  }

  private FakeS3Objects.Condition condition(Headers headers, boolean isCopy) {
    String ifNoneMatch = headers.getFirst("If-None-Match");
    String ifMatch = headers.getFirst("If-Match");
    if (lacks(Lack.NO_CONDITIONS_AT_ALL) && (ifNoneMatch != null || ifMatch != null)) {
      throw new S3Error(501, "NotImplemented", "A header you provided is not implemented");
    }
    boolean isIgnored = isCopy && lacks(Lack.COPY_CONDITIONS);
    return new FakeS3Objects.Condition(
        isIgnored || lacks(Lack.IF_NONE_MATCH) ? null : ifNoneMatch,
        isIgnored || lacks(Lack.IF_MATCH) ? null : ifMatch);
  }

  private boolean isThere(String bucket, String key) {
    try {
      objects.get(bucket, key);
      return true;
    } catch (S3Error e) {
      return false;
    }
  }

  private void put(HttpExchange exchange, String bucket, String key, byte[] body, Fault fault)
      throws IOException {
    Headers headers = exchange.getRequestHeaders();
    if (lacks(Lack.WRITING) || (lacks(Lack.OVERWRITING) && isThere(bucket, key))) {
      throw new S3Error(403, "AccessDenied", "Access Denied");
    }
    Map<String, String> metadata = new TreeMap<>();
    headers.forEach(
        (name, values) -> {
          if (name.toLowerCase(Locale.ROOT).startsWith("x-amz-meta-")) {
            metadata.put(name.toLowerCase(Locale.ROOT), values.get(0));
          }
        });
    String from = headers.getFirst("x-amz-copy-source");
    byte[] bytes = body;
    if (from != null) {
      String source = GcsRequests.decode(from);
      int slash = source.indexOf('/');
      FakeS3Objects.Stored there =
          objects.get(source.substring(0, slash), source.substring(slash + 1));
      new FakeS3Objects.Condition(null, headers.getFirst("x-amz-copy-source-if-match"))
          .check(there);
      bytes = there.bytes();
    }
    if (fault == Fault.DAMAGED_UPLOAD && bytes.length > 0) {
      bytes[bytes.length / 2] ^= 1;
    }
    FakeS3Objects.Stored object = new FakeS3Objects.Stored(key, bytes, metadata);
    checkDigests(headers, object);
    objects.put(bucket, object, condition(headers, from != null));
    exchange.getResponseHeaders().set("ETag", object.etag());
    if (!lacks(Lack.CRC32C)) {
      exchange.getResponseHeaders().set("x-amz-checksum-crc32c", object.crc32c());
    }
    String checksum =
        lacks(Lack.CRC32C) ? "" : "<ChecksumCRC32C>" + object.crc32c() + "</ChecksumCRC32C>";
    done(
        exchange,
        fault,
        200,
        from == null
            ? ""
            : "<CopyObjectResult><ETag>"
                + escaped(object.etag())
                + "</ETag>"
                + checksum
                + "</CopyObjectResult>");
  }

  private void checkDigests(Headers headers, FakeS3Objects.Stored object) {
    String md5 = headers.getFirst("Content-MD5");
    String found = Base64.getEncoder().encodeToString(FakeS3Objects.md5(object.bytes()));
    String crc = headers.getFirst("x-amz-checksum-crc32c");
    if ((md5 != null && !md5.equals(found))
        || (crc != null && !lacks(Lack.CRC32C) && !crc.equals(object.crc32c()))) {
      throw new S3Error(400, "BadDigest", "The digest you specified did not match.");
    }
  }

  private void get(HttpExchange exchange, FakeS3Objects.Stored stored, Fault fault)
      throws IOException {
    Headers answer = exchange.getResponseHeaders();
    String wanted = exchange.getRequestHeaders().getFirst("If-Match");
    new FakeS3Objects.Condition(null, wanted).check(stored);
    stored.metadata().forEach(answer::set);
    answer.set("ETag", stored.etag());
    answer.set(
        "Last-Modified",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(stored.modified().atOffset(ZoneOffset.UTC)));
    byte[] bytes = stored.bytes();
    Matcher range = RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
    if (range.matches()) {
      long first = Long.parseLong(range.group(1));
      int end = (int) Math.min(bytes.length, Long.parseLong(range.group(2)) + 1);
      if (first >= bytes.length) {
        throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
      }
      answer.set("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + bytes.length);
      bytes = Arrays.copyOfRange(bytes, (int) first, end);
    } else if (!lacks(Lack.CRC32C)
        && "ENABLED".equals(exchange.getRequestHeaders().getFirst("x-amz-checksum-mode"))) {
      answer.set("x-amz-checksum-crc32c", stored.crc32c());
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      answer.set("Content-Length", Integer.toString(bytes.length));
    }
    if (fault != Fault.LOST_ANSWER) {
      BucketAnswers.send(exchange, range.matches() ? 206 : 200, bytes, fault);
    }
  }

  static String escaped(@Nullable String text) {
    return String.valueOf(text).replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private void list(HttpExchange exchange, String bucket, Map<String, String> query, Fault fault)
      throws IOException {
    int most = Integer.parseInt(query.getOrDefault("max-keys", "1000"));
    FakeS3Objects.Page page = objects.list(bucket, query, Math.min(most, pageSize));
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    xml.append("<ListBucketResult><IsTruncated>").append(!page.next().isEmpty());
    xml.append("</IsTruncated>");
    if (!page.next().isEmpty()) {
      xml.append("<NextContinuationToken>").append(escaped(page.next()));
      xml.append("</NextContinuationToken>");
    }
    for (FakeS3Objects.Stored stored : page.objects()) {
      xml.append("<Contents><Key>").append(escaped(stored.key())).append("</Key><LastModified>");
      xml.append(stored.modified().toString().replace("Z", ".000Z")).append("</LastModified>");
      xml.append("<ETag>").append(escaped(stored.etag())).append("</ETag><Size>");
      xml.append(stored.size()).append("</Size></Contents>");
    }
    for (String prefix : page.prefixes()) {
      xml.append("<CommonPrefixes><Prefix>").append(escaped(prefix));
      xml.append("</Prefix></CommonPrefixes>");
    }
    done(exchange, fault, 200, xml.append("</ListBucketResult>").toString());
  }

  /** Answers, unless the answer is to be lost. */
  private static void done(HttpExchange exchange, Fault fault, int status, String xml)
      throws IOException {
    if (fault != Fault.LOST_ANSWER && fault != Fault.CUT_ANSWER) {
      BucketAnswers.send(exchange, status, xml.getBytes(StandardCharsets.UTF_8), Fault.NONE);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
