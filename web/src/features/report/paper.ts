// Read as a document: nothing of it runs, and nothing is fetched.
const pageAt = (address: string): Promise<Document> =>
  new Promise((found, failed) => {
    const asked = new XMLHttpRequest();
    asked.open('GET', address);
    asked.responseType = 'document';
    asked.timeout = 15_000;
    asked.onload = () => (asked.status === 200 && asked.responseXML ? found(asked.responseXML) : failed(new Error(`${asked.status}`)));
    asked.onerror = asked.ontimeout = () => failed(new Error('unreachable'));
    asked.send();
  });

// Prints a page that stands by itself, with its own style, paper and page numbers, from a frame that nobody sees.
export async function printPage(address: string): Promise<void> {
  const page = await pageAt(address);
  const frame = document.createElement('iframe');
  frame.className = 'hush';
  frame.ariaHidden = 'true';
  frame.tabIndex = -1;
  await new Promise((begun) => {
    frame.onload = begun;
    document.body.append(frame);
  });
  const view = frame.contentWindow as Window & typeof globalThis;
  const style = new view.CSSStyleSheet();
  style.replaceSync(page.querySelector('style')?.textContent ?? '');
  view.document.adoptedStyleSheets = [style];
  view.document.documentElement.lang = page.documentElement.lang;
  view.document.title = page.title;
  view.document.body.replaceWith(view.document.importNode(page.body, true));
  view.addEventListener('afterprint', () => frame.remove());
  view.print();
}
