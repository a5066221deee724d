package org.arcoforge.beam;

import java.io.IOException;
import org.arcoforge.store.ObjectDraft;
import org.arcoforge.store.ObjectInfo;

/** A draft that does what another one does, until something in it is broken. */
class ForwardingDraft implements ObjectDraft {
  final ObjectDraft draft;

  ForwardingDraft(ObjectDraft draft) {
    this.draft = draft;
  }

  @Override
  public void append(byte[] bytes, int offset, int length) throws IOException {
    draft.append(bytes, offset, length);
  }

  @Override
  public ObjectInfo create(String key, byte[] head) throws IOException {
    return draft.create(key, head);
  }

  @Override
  public void close() throws IOException {
    draft.close();
  }
}
