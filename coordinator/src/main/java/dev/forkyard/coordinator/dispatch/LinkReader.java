package dev.forkyard.coordinator.dispatch;

import com.google.protobuf.CodedInputStream;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.proto.frame.LinkFrame;
import dev.forkyard.proto.worker.v1.Order;
import dev.forkyard.proto.worker.v1.OrderBatch;
import dev.forkyard.proto.worker.v1.Refuse;
import dev.forkyard.proto.worker.v1.ReportBatch;
import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.ByteBufInputStream;
import io.grpc.netty.shaded.io.netty.buffer.ByteBufUtil;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelFutureListener;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.SimpleChannelInboundHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.ByteToMessageDecoder;
import io.grpc.netty.shaded.io.netty.handler.codec.CorruptedFrameException;
import io.grpc.netty.shaded.io.netty.handler.codec.DecoderException;
import io.grpc.netty.shaded.io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what one worker reports, which must register first; somebody else is refused. A worker
 * whose message cannot be read loses its connection, and so its life. Confined to the connection's
 * netty thread.
 */
final class LinkReader extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger LOG = LoggerFactory.getLogger(LinkReader.class);

    /** What is longer is worth a parser that reads where the socket's bytes are. */
    private static final int COPIED_BYTES_MAX = 16 * 1024;

    private final LinkTokens tokens;
    private final LinkEvents events;
    private final LinkOutbox outbox;
    private @Nullable WorkerId worker;

    LinkReader(LinkTokens tokens, LinkEvents events, LinkOutbox outbox) {
        this.tokens = tokens;
        this.events = events;
        this.outbox = outbox;
    }

    /** What stands before a reader: it gives messages without their frames. */
    static LengthFieldBasedFrameDecoder newFrameDecoder() {
        LengthFieldBasedFrameDecoder decoder =
                new LengthFieldBasedFrameDecoder(
                        LinkFrame.LENGTH_BYTES + LinkFrame.MESSAGE_BYTES_MAX,
                        0,
                        LinkFrame.LENGTH_BYTES,
                        0,
                        LinkFrame.LENGTH_BYTES);
        decoder.setCumulator(ByteToMessageDecoder.COMPOSITE_CUMULATOR);
        return decoder;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        ReportBatch message = parse(bytes);
        if (worker != null) {
            events.received(worker, message);
        } else if (isRegistration(message) && tokens.redeem(message.getReports(0).getRegister())) {
            worker = new WorkerId(message.getReports(0).getRegister().getWorker());
            events.registered(new WorkerLink(worker, context.channel(), outbox));
        } else {
            refuse(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (worker != null) {
            events.closed(worker);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException) {
            LOG.warn("on the workers' socket {} said what cannot be read", name(), cause);
        } else {
            // A worker that is killed with orders unread resets its connection.
            LOG.debug("the connection of {} failed", name(), cause);
        }
        context.close();
    }

    private Object name() {
        return worker == null ? "somebody" : worker;
    }

    private static ReportBatch parse(ByteBuf bytes) {
        try {
            return bytes.readableBytes() <= COPIED_BYTES_MAX
                    ? ReportBatch.parseFrom(ByteBufUtil.getBytes(bytes))
                    : parseInPlace(bytes);
        } catch (IOException e) {
            throw new CorruptedFrameException("a frame holds no message", e);
        }
    }

    /** Reads a large result in one piece, because the stream says how much it holds. */
    private static ReportBatch parseInPlace(ByteBuf bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(new ByteBufInputStream(bytes));
        ReportBatch message = ReportBatch.parseFrom(in);
        in.checkLastTagWas(0);
        return message;
    }

    private static boolean isRegistration(ReportBatch message) {
        return message.getReportsCount() == 1 && message.getReports(0).hasRegister();
    }

    private static void refuse(ChannelHandlerContext context) {
        LOG.warn("somebody without a valid token dialled the workers' socket");
        Order refuse = Order.newBuilder().setRefuse(Refuse.getDefaultInstance()).build();
        byte[] frame = LinkFrame.of(OrderBatch.newBuilder().addOrders(refuse).build());
        context.writeAndFlush(Unpooled.wrappedBuffer(frame))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
