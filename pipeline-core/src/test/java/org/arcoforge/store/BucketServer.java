package org.arcoforge.store;

/** A server of a bucket that fails on purpose, whatever it speaks. */
public interface BucketServer extends AutoCloseable {
  /** What goes wrong with one request. */
  enum Fault {
    /** Nothing. */
    NONE,
    /** Status 503 before anything is done. */
    UNAVAILABLE,
    /** Status 429, or what the service has for it, before anything is done. */
    TOO_MANY,
    /** Status 403. */
    FORBIDDEN,
    /** What was asked for is done, and the connection breaks before the answer. */
    LOST_ANSWER,
    /** What was asked for is done, and the connection breaks in the middle of the answer. */
    CUT_ANSWER,
    /** The answer comes late. */
    SLOW,
    /** One bit of an uploaded body is changed on the way. */
    DAMAGED_UPLOAD
  }

  /** {@code http://127.0.0.1:port}: the option of a store. */
  String endpoint();

  /** The next requests fail so, one each. */
  BucketServer next(Fault... these);

  /** Listings have at most so many entries a page. */
  BucketServer pageSize(int entries);

  /** There is no such bucket; all others exist as soon as they are named. */
  BucketServer without(String bucket);

  /** Requests since the start. */
  int requests();

  @Override
  void close();
}
