package dev.forkyard.client.cli.connect;

import dev.forkyard.client.ForkyardClient;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client and what is behind it. Thread-safe; closing twice is closing once. */
public final class Connection implements AutoCloseable {
    private final ForkyardClient client;
    private final Runnable behind;
    private final boolean ownPool;
    private final AtomicBoolean closed = new AtomicBoolean();

    Connection(ForkyardClient client, Runnable behind, boolean ownPool) {
        this.client = client;
        this.behind = behind;
        this.ownPool = ownPool;
    }

    /** Calls the coordinator. */
    public ForkyardClient client() {
        return client;
    }

    /** Whether behind it is a private pool, which ends with it. */
    public boolean isPrivate() {
        return ownPool;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            client.close();
            behind.run();
        }
    }
}
