package dev.forkyard.client;

import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;

/** Reads responses of a list without copying their bitmaps. Stateless; for clients only. */
enum PrimeBitmapMarshaller implements Marshaller<PrimeBitmap> {
    /** The one there is. */
    INSTANCE;

    @Override
    public InputStream stream(PrimeBitmap chunk) {
        throw new UnsupportedOperationException("a client does not answer");
    }

    @Override
    public PrimeBitmap parse(InputStream message) {
        try {
            return PrimeBitmap.of(message);
        } catch (IOException e) {
            throw Status.INTERNAL
                    .withDescription("Invalid protobuf byte sequence")
                    .withCause(e)
                    .asRuntimeException();
        }
    }
}
