// A real SMTP server with STARTTLS and a certificate of its own making, which does what a test asks of it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";

export type Mail = { from: string; to: string[]; head: Map<string, string>; subject: string; text: string; secure: boolean; raw: string };
type Answer = "take" | "later" | "never" | "hang" | "slow";

function decoded(text: string): string {
  return text.replace(/=\?UTF-8\?B\?([^?]*)\?=(\s+(?==\?))?/g, (_, word) => Buffer.from(word, "base64").toString("latin1"));
}

function read(raw: string, from: string, to: string[], secure: boolean): Mail {
  const [top, ...rest] = raw.split("\r\n\r\n");
  const lines = top!.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  const head = new Map(lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 2)]));
  const text = Buffer.from(rest.join("").replaceAll("\r\n", ""), "base64").toString("utf8");
  const subject = Buffer.from(decoded(head.get("subject") ?? ""), "latin1").toString("utf8");
  return { from, to, head, subject, text, secure, raw };
}

export class MailServer {
  readonly mails: Mail[] = [];
  readonly tries: string[] = [];
  logins = 0;
  answer: Answer = "take";
  release = (): void => {}; // what it is slow about
  private readonly folder = mkdtempSync(join(tmpdir(), "onthaal-mail-"));
  private server!: SMTPServer;
  port = 0;

  static async start({ tls = true } = {}): Promise<MailServer> {
    const mail = new MailServer();
    const at = (name: string) => join(mail.folder, name);
    const args = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost"];
    execFileSync("openssl", [...args, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", at("key.pem"), "-out", at("cert.pem")], { stdio: "ignore" });
    mail.server = new SMTPServer({
      key: readFileSync(at("key.pem")),
      cert: readFileSync(at("cert.pem")),
      logger: false,
      hideSTARTTLS: !tls,
      allowInsecureAuth: !tls,
      authMethods: ["PLAIN", "LOGIN"],
      onAuth: ({ username, password }, _, done) => {
        ++mail.logins;
        if (username === "onthaal" && password === "geheim") return done(null, { user: username });
        done(new Error("wrong password"));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const { mailFrom, rcptTo } = session.envelope;
          const raw = Buffer.concat(chunks).toString("latin1");
          const it = read(raw, mailFrom === false ? "" : mailFrom.address, rcptTo.map(({ address }) => address), session.secure);
          mail.tries.push(it.head.get("message-id")!);
          if (mail.answer === "hang") return;
          if (mail.answer === "slow") {
            mail.release = () => void (mail.mails.push(it), done());
            return;
          }
          if (mail.answer !== "take") return done(Object.assign(new Error("no"), { responseCode: mail.answer === "later" ? 451 : 550 }));
          mail.mails.push(it);
          done();
        });
      },
    });
    mail.server.on("error", () => {});
    await new Promise<void>((resolve) => mail.server.listen(0, "127.0.0.1", () => resolve()));
    mail.port = (mail.server.server.address() as AddressInfo).port;
    return mail;
  }

  get settings(): Record<string, string> {
    const known = { user: "onthaal", password: "geheim", from: "chat@clb.example", name: "CLBch@t" };
    return { url: `smtp://127.0.0.1:${this.port}`, ca_file: join(this.folder, "cert.pem"), ...known };
  }

  async stop(): Promise<void> {
    this.server.close(() => {});
    rmSync(this.folder, { recursive: true, force: true });
  }
}

// The secret in the link of a mail, or of a path that the office shows.
export const token_in = (text: string): string => text.match(/\/welcome#\w+=([\w-]+)/)![1]!;
