import { expect, talk, test } from './cast.ts';
import { Visitor } from './people.ts';

test('what is written without a network arrives once, in order, when it is back', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await visitor.says('een');
  await operator.reads(['een']);

  await visitor.page.context().setOffline(true);
  await visitor.sees('gaat er niets verloren');
  await visitor.says('twee');
  await visitor.says('drie');
  await visitor.sees('wordt verstuurd zodra je weer verbinding hebt');
  await operator.says('ben je er nog?');

  await visitor.page.context().setOffline(false);
  await visitor.hasAllSent();
  const texts = ['een', 'ben je er nog?', 'twee', 'drie'];
  await operator.reads(texts);
  await visitor.reads(texts);
  await expect(visitor.page.getByText('gaat er niets verloren')).toHaveCount(0);
});

test('a reload goes on where it was, with what was not sent yet', async ({ visitor, operator, house }) => {
  await talk(visitor, operator);
  await visitor.says('een');
  await operator.reads(['een']);
  await visitor.page.reload();
  await visitor.isWith('Noor');
  await visitor.reads(['een']);

  // Written while the server is away, then the page is reloaded before it could be sent.
  await house.crash();
  await visitor.sees('gaat er niets verloren');
  await visitor.says('twee');
  await house.start();
  await visitor.page.reload();
  await visitor.isWith('Noor');
  await visitor.reads(['een', 'twee']);
  await visitor.hasAllSent();
  await operator.reads(['een', 'twee']);
});

test('a killed server loses nothing and both sides go on', async ({ visitor, operator, house }) => {
  await talk(visitor, operator);
  await visitor.says('een');
  await operator.says('twee');
  await visitor.reads(['een', 'twee']);
  await operator.hasAllSent();

  await house.crash();
  await visitor.sees('gaat er niets verloren');
  await operator.sees('Geen verbinding. We proberen opnieuw…');
  await visitor.says('drie');
  await operator.says('vier');
  await house.start();

  await visitor.hasAllSent();
  await operator.hasAllSent();
  await expect(operator.log.locator('li p')).toHaveCount(4);
  const texts = await operator.log.locator('li p').allTextContents();
  expect(texts.slice(0, 2)).toEqual(['een', 'twee']);
  expect(texts.slice(2).sort()).toEqual(['drie', 'vier']);
  await visitor.reads(texts);
  await visitor.says('vijf');
  await operator.reads([...texts, 'vijf']);
});

test('a network that blocks WebSockets takes the long poll', async ({ visitor, operator, house }) => {
  // As a school's proxy does: the socket never opens.
  await visitor.page.addInitScript(() => {
    class Blocked extends EventTarget {
      static readonly OPEN = 1;
      readonly readyState = 3;
      onclose: ((event: { code: number }) => void) | null = null;
      constructor() {
        super();
        setTimeout(() => this.onclose?.({ code: 1006 }), 10);
      }
      send(): void {}
      close(): void {}
    }
    Object.assign(globalThis, { WebSocket: Blocked });
  });
  const polled = visitor.page.waitForResponse(`${house.url}/api/live/frames`);
  await talk(visitor, operator);
  await polled;
  await visitor.says('een');
  await operator.says('twee');
  await visitor.reads(['een', 'twee']);
  await operator.reads(['een', 'twee']);

  // More at once than one request may carry.
  const long = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter + '👋'.repeat(3_999));
  await house.crash();
  for (const text of long) await visitor.says(text);
  await house.start();
  await operator.reads(['een', 'twee', ...long]);
  await visitor.hasAllSent();
});

test('an unreachable server is said, and the page finds it back by itself', async ({ visitor, house }) => {
  await visitor.opens();
  await visitor.sees('Fijn dat je er bent');
  await visitor.page.route('**/api/lines/**', (route) => route.abort());
  await visitor.page.reload();
  await visitor.sees('We krijgen geen verbinding');
  await visitor.page.unroute('**/api/lines/**');
  await visitor.sees('Fijn dat je er bent');

  await house.crash();
  await visitor.page.getByLabel('Hoe mogen we je noemen?').fill('Robin');
  await visitor.page.getByRole('button', { name: 'Start de chat' }).click();
  await visitor.sees('We krijgen geen verbinding');
  await house.start();
  await visitor.page.getByRole('button', { name: 'Start de chat' }).click();
  await visitor.sees('Even geduld, Robin');
});

test('a copied tab sends what was not sent yet, and it stands there once', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await visitor.page.context().setOffline(true);
  await visitor.says('hallo?');
  const kept = await visitor.page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  const copy = new Visitor(await visitor.page.context().newPage(), visitor.house);
  await copy.page.addInitScript((items) => Object.assign(sessionStorage, JSON.parse(items)), kept);
  await visitor.page.context().setOffline(false);
  await copy.opens();
  await copy.hasAllSent();
  await visitor.hasAllSent();
  await operator.says('ja');
  await Promise.all([visitor, copy, operator].map((person) => person.reads(['hallo?', 'ja'])));
  expect(copy.watch.wrong).toEqual([]);
});

test('a client that names two messages the same breaks nobody else', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  const { token, conversation } = await visitor.page.evaluate(
    () => JSON.parse(sessionStorage.getItem('onthaal.visit')!) as { token: string; conversation: string },
  );
  await visitor.page.evaluate(
    ([token, conversation]) => {
      const socket = new WebSocket('/live');
      const post = (text: string) => ({
        type: 'command',
        command: 'message.post',
        id: '0193b7a0-0000-4000-8000-000000000001',
        data: { conversation, text },
      });
      socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', version: 1, token }));
      socket.onmessage = ({ data }) => {
        if (!String(data).includes('"hello"')) return;
        for (const text of ['een', 'twee']) socket.send(JSON.stringify(post(text)));
      };
    },
    [token, conversation],
  );
  await operator.reads(['een', 'twee']);
  await operator.page.reload();
  await operator.reads(['een', 'twee']);
  await operator.says('ik ben er nog');
  await visitor.reads(['een', 'twee', 'ik ben er nog']);
});
