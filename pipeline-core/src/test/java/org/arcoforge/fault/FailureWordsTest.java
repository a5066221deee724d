package org.arcoforge.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureWordsTest {
  @Test
  void whatIsKnownIsSaidInWords() {
    assertEquals("no such host", FailureWords.of(new UnknownHostException("h")));
    ConnectException unresolved = new ConnectException();
    unresolved.initCause(new UnresolvedAddressException());
    assertEquals("no such host", FailureWords.of(unresolved));
    assertEquals(
        "nobody listens there (connection refused)", FailureWords.of(new ConnectException()));
    assertEquals(
        "no such file or folder",
        FailureWords.of(new UncheckedIOException(new NoSuchFileException("/a"))));
    assertEquals(
        "Is a directory", FailureWords.of(new FileSystemException("a", "", "Is a directory")));
    assertEquals("nested too deeply", FailureWords.of(new StackOverflowError()));
  }

  @Test
  void namesOfClassesAreNotRepeated() {
    assertEquals("internal error: null pointer", FailureWords.of(new NullPointerException("x.y")));
    assertEquals("internal error: illegal state", FailureWords.of(new IllegalStateException()));
    assertEquals(
        "broken: too short",
        FailureWords.of(new IOException("java.io.EOFException: broken: too short")));
    assertEquals("internal error: class cast", FailureWords.of(new ClassCastException("a to b")));
  }
}
