/**
 * Source files as ranged bytes: opened from a URL, fetched within limits, retried, cached and
 * validated. It must not know what the bytes mean, nor where the result goes.
 *
 * <p>The contract first, then its implementations:
 *
 * <p><b>Contract</b>
 *
 * <ul>
 *   <li>{@link SourceOpener}: opens files by URL
 *   <li>{@link ByteSource}: bytes of one file
 *   <li>{@link SourceVersion}: one content of a URL
 *   <li>{@link SourceException}: could not be read
 *   <li>{@link SourceNotFoundException}: is not there
 *   <li>{@link NotAllowedException}: may not be had
 *   <li>{@link Reach}: what a feedstock can get at
 *   <li>{@link Ranges}: ranges, checked
 *   <li>{@link Sources}: makes the opener
 *   <li>{@link SchemeOpener}: asks whoever knows a URL
 * </ul>
 *
 * <p><b>Counting and keeping</b>
 *
 * <ul>
 *   <li>{@link ForwardingOpener}: does what another one does
 *   <li>{@link CountedOpener}: counts bytes of all
 *   <li>{@link CountedSource}: counts bytes of one
 *   <li>{@link FetchTally}: counts them
 *   <li>{@link BlockSource}: a file that is fetched in blocks
 *   <li>{@link BlockReader}: blocks read last, of one file
 *   <li>{@link BlockCache}: blocks read last, of all
 *   <li>{@link KeptRanges}: values fetched last
 *   <li>{@link FetchThreads}: several ranges at once
 *   <li>{@link Sha256}: digests
 *   <li>{@link VerifiedOpener}: holds files against their checksums
 *   <li>{@link DeclaredDigests}: where checksums are
 *   <li>{@link DigestLists}: lists of checksums
 * </ul>
 *
 * <p><b>HTTP (RFC 9110)</b>
 *
 * <ul>
 *   <li>{@link HttpOpener}: opens URLs
 *   <li>{@link HttpSource}: a file by ranges, sections 13 and 14
 *   <li>{@link HttpRanges}: headers of ranges and conditions
 *   <li>{@link ManyRanges}: many of them in one request
 *   <li>{@link RangeParts}: the answer
 *   <li>{@link HttpDownload}: a whole file
 *   <li>{@link SourceCache}: files that were fetched
 *   <li>{@link CacheBudget}: how many, and for how long
 *   <li>{@link HttpCache}: in a folder
 *   <li>{@link BucketCache}: in a bucket
 *   <li>{@link CachedBlock}: a piece of a file there
 *   <li>{@link CachedSource}: a file of such pieces
 *   <li>{@link PartlyFetched}: a file of which little may be wanted
 *   <li>{@link HttpCalls}: single requests
 *   <li>{@link HttpReply}: an answer
 *   <li>{@link HostLimits}: requests at once
 *   <li>{@link RetryPolicy}: when to try again
 *   <li>{@link TransientFailure}: may pass
 * </ul>
 *
 * <p><b>FTP (RFC 959, 3659, 4217) and SFTP</b>
 *
 * <ul>
 *   <li>{@link RemoteOpener}: opens URLs
 *   <li>{@link RemoteUrl}: what they name
 *   <li>{@link RemoteSource}: a file by ranges
 *   <li>{@link RemoteDownload}: a whole file
 *   <li>{@link RemoteGlob}: files by a pattern
 *   <li>{@link RemoteHost}: sessions with a server
 *   <li>{@link RemoteSession}: one of them
 *   <li>{@link FtpSession}: one of FTP
 *   <li>{@link FtpReplies}: what servers answer
 *   <li>{@link OneAddress}: sockets that dial no other
 *   <li>{@link SftpSession}: one of SFTP
 *   <li>{@link SftpConnector}: begins it
 *   <li>{@link HostKeys}: by which servers are known
 * </ul>
 *
 * <p><b>Local files</b>
 *
 * <ul>
 *   <li>{@link LocalFileOpener}: opens paths
 *   <li>{@link LocalSource}: a file
 *   <li>{@link LocalGlob}: files by a pattern
 *   <li>{@link AllowedFiles}: which may be read
 * </ul>
 *
 * <p><b>Stores</b>
 *
 * <ul>
 *   <li>{@link StoreOpener}: opens objects
 *   <li>{@link StoreSource}: an object
 *   <li>{@link InboxOpener}: opens files of an inbox
 * </ul>
 */
@NullMarked
package org.arcoforge.source;

import org.jspecify.annotations.NullMarked;
