import { expect, test } from 'vitest'
import { openPage, testBrowser } from '../support/browser.ts'
import { demoServer } from '../support/demo.ts'

const browser = await testBrowser()
const server = await demoServer()

test('the first key of the keyboard offers to skip to the content', async () => {
  const page = await openPage(browser, server.url)
  await page.keyboard.press('Tab')
  const link = page.locator(':focus')
  const target = await link.getAttribute('href')
  await link.press('Enter')
  expect(await page.locator(`main${target}`).count()).toBe(1)
})

test('the home page says the same without JavaScript', async () => {
  const [withScript, without] = await Promise.all([
    openPage(browser, server.url),
    openPage(browser, server.url, { javaScript: false }),
  ])
  expect(await without.textContent('h1')).toBe(await withScript.textContent('h1'))
})
