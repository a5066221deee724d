package org.arcoforge.format.dap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceNotFoundException;
import org.arcoforge.source.SourceOpener;

/** Answers by the request, decoded; remembers what was asked. */
final class AnsweringOpener implements SourceOpener {
  final List<String> asked = new ArrayList<>();
  private final Map<String, byte[]> answers = new HashMap<>();

  AnsweringOpener text(String request, String answer) {
    answers.put(request, answer.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** An answer with data: a DDS, and what is written after it. */
  AnsweringOpener data(String request, String dds, Data data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write((dds + "\nData:\n").getBytes(StandardCharsets.UTF_8));
    data.write(new DataOutputStream(bytes));
    answers.put(request, bytes.toByteArray());
    return this;
  }

  interface Data {
    void write(DataOutputStream xdr) throws IOException;
  }

  @Override
  public <T> T fetch(String url, Body<T> body) throws IOException {
    String request = URLDecoder.decode(url, StandardCharsets.UTF_8);
    asked.add(request);
    byte[] answer = answers.get(request);
    if (answer == null) {
      throw new SourceNotFoundException(url, "HTTP 404");
    }
    return body.read(new ByteArrayInputStream(answer));
  }

  @Override
  public ByteSource open(String url) throws IOException {
    throw new IOException("no files here");
  }

  @Override
  public List<String> glob(String pattern) throws IOException {
    throw new IOException("no files here");
  }

  @Override
  public void close() {
    asked.clear();
  }
}
