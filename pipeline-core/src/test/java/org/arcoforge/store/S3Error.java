package org.arcoforge.store;

import java.util.Map;

/** An answer of the fake S3 server that is not success. */
final class S3Error extends RuntimeException {
  private static final long serialVersionUID = 1L;
  final int status;
  final String code;
  final transient Map<String, String> headers;

  S3Error(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  S3Error(int status, String code, String message, Map<String, String> headers) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  String xml() {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
        + code
        + "</Code><Message>"
        + FakeS3Server.escaped(String.valueOf(getMessage()))
        + "</Message><RequestId>R1</RequestId></Error>";
  }
}
