/**
 * The inbox of a bakery: files that people put there from behind a firewall, and the manifest that
 * names them. It must not know recipes, formats or how files are read.
 *
 * <ul>
 *   <li>{@link Upload}: puts a folder's files there
 *   <li>{@link Inbox}: the manifest, read and swapped
 *   <li>{@link InboxFile}: a file that it names
 *   <li>{@link UploadException}: why it did not work
 *   <li>{@link UploadScan}: finds the files of a folder
 *   <li>{@link UploadFile}: one of them
 *   <li>{@link UploadSender}: sends one of them
 *   <li>{@link ManifestText}: the manifest as JSON
 * </ul>
 */
@NullMarked
package org.arcoforge.inbox;

import org.jspecify.annotations.NullMarked;
